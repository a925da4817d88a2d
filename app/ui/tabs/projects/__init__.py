"""项目库: the projects tab."""
