### Words that every part of the program uses.

app-name = Postil
cancel = Cancel
close = Close

problem-in = { $file }: { $what }
problem-at = { $file }, line { $line }, column { $column }: { $what }

name-empty = A name is needed: any pseudonym will do.
name-email = This looks like an e-mail address, which would give you away to everyone who gets a copy. Choose a pseudonym.
tag-select-first = Select a passage first: drag over it, double-click a word, or press ↓ for a sentence.
reading-locked = Nothing was changed: the file of your annotations of this article cannot be used for now. The frame above the article says why, and what to do.
saved-elsewhere = Nothing can be written into the folder of the article. Your marks are kept on this computer, in the folder “saves” of Postil, where others do not see them. To share them, ask for the right to write into the article’s folder.
marks-being-read = The annotations of this article are still being read. Yours is made as soon as they are there.
marks-waiting-lost = { $count ->
    [one] The mark that you asked for while the annotations were still being read could not be made now. It is kept, and is there when you open the article again.
   *[other] { $count } marks that you asked for while the annotations were still being read could not be made now. They are kept, and are there when you open the article again.
}
tag-overlap-warning = Marked. The codebook does not want two marks of this layer and voice to overlap: look whether one of them should go.
merge-done = { $count ->
    [0] Another program had changed your annotations of this article meanwhile; both were brought together.
    [one] Another program had changed your annotations of this article meanwhile; both were brought together, with 1 mark more or less.
   *[other] Another program had changed your annotations of this article meanwhile; both were brought together, with { $count } marks more or less.
    }

edit-read = sentence read
edit-unread = sentence not read
edit-tag = mark
edit-relabel = other label
edit-range = other edges
edit-nudge = other edges
edit-voice = voice
edit-reason = reason
edit-confidence = sure or unsure
edit-claim = claim
edit-delete = delete mark
edit-accept = moved mark accepted
edit-accept-all = moved marks accepted
edit-refuse = place refused
edit-refuse-all = places refused
edit-attach = mark put elsewhere
edit-encoding = encoding
edit-restore = earlier version
edit-restore-mark = mark of an earlier version
edit-finish = finished or not

## When

moment-today = Today, { $hour }:{ $minute }
moment-yesterday = Yesterday, { $hour }:{ $minute }
moment = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
    } { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
    } { $year }, { $hour }:{ $minute }

## What others do to files meanwhile

readings-arrived = { $count ->
    [one] { $name } has annotated this article, too.
   *[other] New annotations of { $count } people are shown, of { $name } among them.
}
reading-gone = The annotations of { $name } on { $file } are no longer in the folder.
file-taken-away = Another program had taken away the file of your annotations. They were written again.
article-gone = { $file } is no longer in its folder. What you see of it stays here, and your marks are still saved. Put the file back to be able to open it again.
articles-added = { $count ->
    [one] { $file } is new in the folder; it stands at the end of the list.
   *[other] { $count } articles are new in the folder; they stand at the end of the list, { $file } first.
}
articles-gone = { $count ->
    [one] { $file } is no longer in the folder.
   *[other] { $count } articles are no longer in the folder, { $file } among them.
}
marks-without-article = { $count ->
    [one] This file says something of an article that is not in the folder. If the article was given another name, give it the old one back, or rename this file in the same way; nothing of it is lost.
   *[other] This file and others, { $count } in all, say something of articles that are not in the folder. If an article was given another name, give it the old one back, or rename its files in the same way; nothing of them is lost.
}
session-changed = The session { $file } was changed. Open it again to go by the new version.
window-also-open = This folder is also open in another window. What is marked in one shows in the other.
