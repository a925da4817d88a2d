"""`make exe-windows`: every step in its order, then the programs are tried; what is done already takes a blink."""

from windows import interpreter, libraries, program, system, wine


def main() -> None:
    """Builds ``dist/windows``."""
    interpreter.ready()
    libraries.ready()
    system.ready()
    try:
        program.ready()
    finally:
        wine.end()


if __name__ == "__main__":
    main()
