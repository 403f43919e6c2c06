### common
app-name = Postil
