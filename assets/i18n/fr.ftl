app-name = Postil
