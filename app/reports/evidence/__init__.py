"""Papers for who comes to look: 迎检 by the items of a scheme, 一项目一册, with the files that prove what they say."""
