"""A way to the server on which its answers take time, as on a slow network."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tests.server.running import Server


@dataclass
class Way:
    """The way: its address, and how many seconds late what the server says arrives; what it is asked does at once."""

    url: str = ""
    seconds: float = 0.0


@contextmanager
def late(server: Server) -> Iterator[Way]:
    """A way to a server, not late at first."""
    way = Way()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", server.port)
        answers: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            part = b"."
            try:
                while part:
                    due, part = await answers.get()
                    await asyncio.sleep(max(0.0, due - loop.time()))
                    writer.write(part)
                    await writer.drain()
            finally:
                # A browser that does not learn that the server has closed waits for its next answer for ever.
                writer.close()

        async def receive() -> None:
            part = b"."
            while part:
                part = await from_server.read(65_536)
                answers.put_nowait((loop.time() + way.seconds, part))

        async def send() -> None:
            while part := await reader.read(65_536):
                to_server.write(part)
                await to_server.drain()
            to_server.close()

        with suppress(asyncio.CancelledError):
            await asyncio.gather(deliver(), receive(), send(), return_exceptions=True)

    listening = asyncio.start_server(connected, "127.0.0.1", 0)
    proxy = asyncio.run_coroutine_threadsafe(listening, loop).result()
    way.url = f"http://localhost:{proxy.sockets[0].getsockname()[1]}"
    try:
        yield way
    finally:
        asyncio.run_coroutine_threadsafe(_end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


async def _end() -> None:
    """Cancel what goes on in this loop."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
