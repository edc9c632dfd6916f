"""Exit with one line that helps if the port given as argument cannot be served on."""

import socket
import sys


def bind(port: int) -> None:
    """Take the port on every address of this machine, since localhost may be any of them, and give it back.

    Raises OSError if it is not to be had, OverflowError if there is no such port.
    """
    if socket.has_dualstack_ipv6():
        socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True).close()
    else:
        socket.create_server(("", port)).close()


def main(argument: str) -> str | None:
    """Return what is wrong with the port, None if nothing is."""
    try:
        bind(int(argument))
    except (ValueError, OverflowError):
        return f"{argument} is not a port: give a number up to 65535, as in make run PORT=8502"
    except PermissionError:
        return f"Port {argument} is for the system's own: take another, as in make run PORT=8502"
    except OSError:
        return f"Port {argument} is taken: choose another, as in make run PORT={int(argument) + 1}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
