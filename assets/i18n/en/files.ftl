### files

## Reading a file

file-not-found = There is no such file (any more). Check its name, or bring the file back.
file-is-folder = This is a folder, not a file. Name one of the articles in it.
file-is-device = This is not an ordinary file. Copy its content into a text file and open that.
file-link-loop = This link leads round in a circle. Replace it with the file itself, or delete it.
file-too-large = This file is larger than { $megabytes } MB. Divide it into smaller ones.
file-too-large-by-hand = This file is larger than { $megabytes } MB, which no file of this kind is. Bring back an older copy of it, or move it elsewhere.
file-no-permission = You are not allowed to read this file. Ask its owner for the right to read it, or copy it to a folder of your own.
file-unreadable = The system could not read this file: { $reason }. Try again, or copy the file to another disk.

## Articles

file-not-text = This is not a text file. Save it as plain text (.txt) and open that.
file-not-text-in = This is not text in { $encoding }. Choose another encoding.
file-empty = There are no words in this file. Check that it was copied whole.
encoding-unknown = No encoding is called “{ $name }”. Choose one from the list.
file-no-articles = There are no articles (.txt or .md) directly in this folder. Name another folder, or search the folders in it too.
file-is-session = This is a session, not an article. Name one of its articles instead.
file-is-sidecar = This file goes with an article and is not one itself. Name the article instead.
file-second-session = Only one session can be open at a time, and another one was named first. Open this one by itself.

## Files of Postil

file-newer-version = A newer Postil wrote this file. It stays as it is: update this program to open it.
file-version-unknown = The version of this file is unknown. It should be 1: correct the line “version”.
file-not-utf8 = The text is damaged here: it is not UTF-8. Bring back an older copy of the file, or save it as UTF-8 with a text editor.
file-conflict-markers = A version control system (git) left two versions of the text here. Choose one of them with a text editor and delete the lines <<<<<<<, ======= and >>>>>>>.
file-ron-empty = There is nothing in this file. Bring back an older copy, or delete it to start anew.
file-ron-unfinished = The file ends too early: something opened is not closed. Bring back an older copy, or complete the text.
file-ron-missing = The field “{ $field }” is missing in what ends here. Add it, or bring back an older copy of the file.
file-ron-twice = The field “{ $field }” stands here a second time. Delete one of the two.
file-ron-trailing = After the end of the content there is more text. Delete it, or bring back an older copy of the file.
file-ron-escape = The sign after the backslash is not allowed here. Write a backslash as \\ and a quotation mark as \".
file-ron-deep = Too many brackets are open here. Bring back an older copy of the file.
file-ron-text = A text in quotation marks should stand here. Add the quotation marks, or bring back an older copy of the file.
file-ron-number = A whole number should stand here. Correct it, or bring back an older copy of the file.
file-ron-value = This value is of the wrong kind. Correct it, or bring back an older copy of the file.
file-ron-expected = The sign “{ $sign }” should stand here. Add it, or bring back an older copy of the file.
file-ron-broken = The text cannot be understood from here on. Correct it, or bring back an older copy of the file.
file-id-invalid = “{ $id }” is not a valid identifier. It should look like 01890a5d-ac96-774b-bcce-b302099a8057: bring back an older copy of the file.
file-id-twice = The identifier { $id } stands here a second time. Delete one of the two entries.
file-time-invalid = “{ $time }” is not a valid time. It should look like 2026-01-31T14:05:00.000Z.
file-span-inverted = This passage ends ({ $end }) before it starts ({ $start }). Exchange the two numbers, or bring back an older copy of the file.
file-value-unknown = The value “{ $value }” is unknown here. Correct it, or update this program.
file-edited-by-hand = { $disagreeing ->
    [0] This file was changed outside Postil, or the disk damaged it. Look at its marks, then take the changes over.
    [one] This file was changed outside Postil, or the disk damaged it: { $disagreeing } mark does not stand where its words are. Look at the marks, then take the changes over.
   *[other] This file was changed outside Postil, or the disk damaged it: { $disagreeing } marks do not stand where their words are. Look at the marks, then take the changes over.
}
file-article-edited-by-hand = This file was changed outside Postil, or the disk damaged it. What it says is used all the same: check encoding, title and source of the article.
file-settings-unread = Your settings could not be read, so those of the program hold. { $reason }

## Conflict copies

copies-merged = { $count ->
    [one] The shared folder holds a second copy of your marks, left by the program that keeps it in step. Its marks are added to yours. Remove the copy?
   *[other] The shared folder holds { $count } more copies of your marks, left by the program that keeps it in step. Their marks are added to yours. Remove the copies?
}
copies-merged-other = { $count ->
    [one] The shared folder holds a second copy of the marks of { $name }. It is read together with the first; { $name } can remove it.
   *[other] The shared folder holds { $count } more copies of the marks of { $name }. They are read together with the first; { $name } can remove them.
}
copies-put-away = { $count ->
    [one] All marks are in one file. A conflict copy was moved to the data folder of Postil.
   *[other] All marks are in one file. { $count } conflict copies were moved to the data folder of Postil.
}
copies-remove = { $count ->
    [one] Remove the copy
   *[other] Remove the copies
}
copies-merged-line = { $count ->
    [one] A conflict copy of { $name }’s marks was read together with this file. “postil merge” writes it into the file and moves the copy away.
   *[other] { $count } conflict copies of { $name }’s marks were read together with this file. “postil merge” writes them into the file and moves the copies away.
}
copy-left = This looks like a conflict copy. It was not merged and stays as it is. { $why }
copy-main-broken = The file that it is a copy of cannot be read: mend that one first.
copy-main-edited = The annotation file itself was changed outside Postil: look at its marks and take the changes over first.
copy-edited-by-hand = It was changed outside Postil, or the disk damaged it: compare it with the file itself, then delete it.
copy-other-article = It belongs to another article, “{ $file }”.
copy-other-person = It belongs to another person who also calls themself “{ $name }”: one of the two should choose another pseudonym.
copy-changed-meanwhile = This conflict copy is another one than was merged by now, and it stays. Merge again.
copy-by-hand = This looks like a conflict copy of { $file }. Only you can put the two together: compare them, then delete one.
copy-article = This is a conflict copy of { $file } with another text, so it is not in the list. Compare the two, then delete one. To read it in Postil, open that file itself.
copy-article-same = This is a conflict copy of { $file } with the same text, so it is not in the list. It can be deleted.
copy-article-data = This is a conflict copy of what is known of the article, such as its title, and was not read. “postil merge” writes it into the file itself.

## Codebooks and sessions

file-codebook-missing = There is no codebook “{ $id }”. Put its file beside the session, or correct the name in the session.
file-codebook-id = This codebook calls itself “{ $id }”, but “{ $wanted }” was asked for. Rename the file, or correct the line “id”.
file-codebook-no-labels = This codebook has no labels. Add at least one.
file-codebook-label-twice = The label “{ $label }” stands here a second time. Give one of the two another key.
file-codebook-value = “{ $value }” is not allowed as “{ $field }”. { $known ->
    [none] Write a short key, such as fact.
   *[other] Write one of: { $known }.
}
file-session-article = The article “{ $article }” must be named relative to the session file, with / between folders and at most one folder up, such as ../articles/tribune.txt; nothing in it may be hidden.

## Saving

save-no-permission = You are not allowed to write here. Choose another folder, or ask its owner for the right to write.
save-disk-full = The disk is full; nothing was written. Make room and try again. An open window keeps what is marked and tries again by itself.
save-no-folder = The folder is gone. Bring it back, or choose another one.
save-name-too-long = The file name is too long for this disk. Give the article or the reviewer a shorter name.
save-name-invalid = This is not a file name. Use one without / and \.
save-is-folder = A folder of this name is in the way. Rename it.
save-link-outside = This is a link to a place outside its folder, and nothing is written there. Replace the link with the file itself, or delete it.
save-file-in-the-way = A file of this name is in the way where a folder is needed. Choose another folder, or rename the file.
save-exists = There is a file of this name already. Choose another name.
save-failed = The system could not write: { $reason }. Check the disk, then save again.
save-fell-back = The folder of the article cannot be written, so the annotations are kept here. Allow writing in that folder to keep them beside the article.
save-other-person = This file belongs to another person who also calls themself “{ $name }”. Choose another pseudonym; their file stays as it is.
save-edited-by-hand = This file was changed outside Postil meanwhile, and it stays as it is. Open the article again, look at its marks and take the changes over; until then nothing new is saved.
save-changed-meanwhile = This file has changed since you looked at it. Open the article again.
save-busy = Another program on this machine has been writing this file for a long time, so nothing was saved yet. Close that program, or wait, then save again. An open window keeps what is marked and tries again by itself.
save-too-large = There are too many marks by one person on this article: the file would be larger than { $megabytes } MB and could not be read again, so it was left as it was. Divide the article into smaller ones.
save-keeps-changing = Another program keeps changing this file. Close it, then save again.
backup-damaged = This earlier version was damaged by the disk. Take another one.

# Marks are kept in a journal until they reach the annotation file.
journal-damaged = This journal, which keeps the latest marks until they are in their annotation file, is damaged from this line on. What can be read of it is shown and goes into the file with the next change; the journal is then kept aside, its name ending in “.damaged”.
journal-without-file = { $count ->
    [one] This annotation file is not there, but 1 mark on its way to it was kept. It is shown, and the next change writes the file again.
   *[other] This annotation file is not there, but { $count } marks on their way to it were kept. They are shown, and the next change writes the file again.
}
job-broke = The program stumbled, which is a fault of its own. The files on disk are as they were; try again, or start it anew.
codebook-default-instead = { $problem } The usual codebook is in use instead.
