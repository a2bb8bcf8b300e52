module hotframe.example

go 1.19
