### Les marques d’un article modifié : retrouvées ailleurs, ou sans place.

changed = L’article a changé : { $moved ->
    [0] { $orphans ->
        [one] une de vos marques n’a plus de place
       *[other] { $orphans } de vos marques n’ont plus de place
    }
    [one] une de vos marques a été retrouvée ailleurs{ $orphans ->
        [0] {""}
        [one] , une n’a plus de place
       *[other] , { $orphans } n’ont plus de place
    }
   *[other] { $moved } de vos marques ont été retrouvées ailleurs{ $orphans ->
        [0] {""}
        [one] , une n’a plus de place
       *[other] , { $orphans } n’ont plus de place
    }
    }.
changed-look = Les parcourir

menu-moved = Marques déplacées
cmd-review = Parcourir les marques déplacées
cmd-next-moved = Marque déplacée suivante
cmd-previous-moved = Marque déplacée précédente
cmd-accept-move = Accepter la place d’une marque déplacée
cmd-refuse-move = Refuser la place d’une marque déplacée
cmd-attach = Rattacher la marque à la sélection
cmd-find-lost = Chercher les mots d’une marque sans place
cmd-accept-sure = Accepter toutes les marques déplacées qui sont sûres
cmd-accept-moves = Accepter toutes les marques déplacées
cmd-refuse-moves = Refuser la place de toutes les marques déplacées

why-nothing-changed = aucune de vos marques n’a été déplacée
why-no-moved = aucune de vos marques déplacées n’est sélectionnée
why-none-sure = aucune de vos marques déplacées n’est aussi sûre
why-no-lost = aucune marque sans place n’est affichée
why-others-mark = seule la personne qui l’a posée peut l’accepter

keys-review = Entrée
does-review = Pendant le parcours des marques déplacées : accepter la place, ou rattacher la marque à la sélection

review-resume = { $moved ->
    [0] { $orphans } sans place
    [one] { $orphans ->
        [0] { $moved } déplacée
       *[other] { $moved } déplacée, { $orphans } sans place
    }
   *[other] { $orphans ->
        [0] { $moved } déplacées
       *[other] { $moved } déplacées, { $orphans } sans place
    }
    }
review-moved = Marque déplacée { $number } sur { $count }
review-lost = Marque sans place { $number } sur { $count }
review-none = Il ne reste aucune marque déplacée.
review-whole = sûre à { $percent } %, mot pour mot
review-certain = sûre à { $percent } %, presque certaine
review-likely = sûre à { $percent } %, probablement juste
review-doubtful = sûre à { $percent } %, à vérifier de près
review-same = Mêmes mots
review-marked = Avant
review-now = Maintenant
review-accept = Accepter
review-refuse = Pas là
review-accept-sure = { $count ->
    [one] Accepter celle qui est sûre
   *[other] Accepter les { $count } sûres
    }
review-accept-all = Accepter les { $count }
review-lost-hint = Ses mots ne sont plus dans l’article. Sélectionnez ceux où elle doit aller, ou laissez-la ainsi.
review-refused-hint = Vous avez refusé la place retrouvée. Sélectionnez les mots où elle doit aller, ou laissez-la ainsi.
review-attach = Rattacher à la sélection
review-find = Chercher ses mots
review-delete = Supprimer
review-leave = Laisser les marques déplacées pour plus tard
review-said-marked = { $label }, posée sur : { $quote }
review-said-now = Maintenant : { $quote }
review-said-same = Les mots sont les mêmes

inspector-moved = L’article a changé. Cette marque a été retrouvée ailleurs : { $sure }.
inspector-moved-other = Seule la personne qui l’a posée peut accepter sa nouvelle place.

moved-title = { $count ->
    [one] { $count } marque déplacée
   *[other] { $count } marques déplacées
    }
moved-sure = { $percent } %
moved-row = { $label }, sûre à { $sure } : { $quote }
lost-row = { $label }, sans place : { $quote }
moved-others = { $count ->
    [one] { $count } marque déplacée d’une autre personne
   *[other] { $count } marques déplacées d’autres personnes
    }
moved-others-hint = Elles sont tracées en tirets. Seules les personnes qui les ont posées peuvent les accepter.
orphans-title = { $count ->
    [one] { $count } marque sans place
   *[other] { $count } marques sans place
    }
orphans-hint = Leurs mots ne sont plus dans l’article, ou vous avez refusé la place. Rien n’est supprimé.
