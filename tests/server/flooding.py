"""Floods a server from one network address: `python -m tests.server.flooding PORT CONNECTIONS SECONDS`.

Each connection asks for the HTML of pages, each time for another selection, and again as soon as it is answered.
Prints as JSON how many answers of each status there were, and how many had the first paint.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import sys
from collections import Counter

PAGES = ("", "challenges", "themes", "organisations", "who-signed-what", "action-lines")


async def flood(port: int, number: int, ends: float, counted: Counter[str]) -> None:
    """Ask over one connection until the event loop's clock says ``ends``."""
    chance = random.Random(number)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        async with asyncio.timeout_at(ends):
            while True:
                day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}"
                address = f"/{chance.choice(PAGES)}?since={day}-{chance.randint(1, 28):02}"
                head = f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
                writer.write(head.encode())
                lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().splitlines()
                length = next(line for line in lines if line.startswith("content-length:"))
                body = await reader.readexactly(int(length.partition(":")[2]))
                counted[lines[0].split()[1]] += 1
                packed = "content-encoding: gzip" in lines
                html = gzip.decompress(body) if packed else body
                counted["painted"] += b'id="first-paint"' in html
    except TimeoutError:
        pass
    finally:
        writer.close()


async def main(port: int, connections: int, seconds: float) -> None:
    """Flood, and print what was answered."""
    counted: Counter[str] = Counter()
    ends = asyncio.get_running_loop().time() + seconds
    await asyncio.gather(*(flood(port, number, ends, counted) for number in range(connections)))
    print(json.dumps(counted))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
