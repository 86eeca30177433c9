"""What the tests share: paths, case files, made publications, browsers and servers."""
