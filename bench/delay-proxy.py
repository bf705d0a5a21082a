#!/usr/bin/env python3
"""A TCP proxy that simulates the latency to a server. It delays all data by half a round trip, and
the first data by one more round trip, for the connection that TCP would establish.

usage: delay-proxy.py <port of the server> <milliseconds for a round trip>
Prints the port that it listens on, and serves until it is killed.
"""
import asyncio
import sys

TARGET, ROUND_TRIP = int(sys.argv[1]), float(sys.argv[2]) / 1000


async def carry(reader, writer, first):
    loop = asyncio.get_running_loop()
    extra = first
    queue = asyncio.Queue()

    async def deliver():
        while True:
            due, data = await queue.get()
            await asyncio.sleep(max(0, due - loop.time()))
            if not data:
                writer.close()
                return
            writer.write(data)

    task = asyncio.create_task(deliver())
    while True:
        try:
            data = await reader.read(65536)
        except ConnectionError:
            data = b""
        queue.put_nowait((loop.time() + ROUND_TRIP / 2 + extra, data))
        extra = 0
        if not data:
            break
    await task


async def serve(reader, writer):
    upstream, out = await asyncio.open_connection("127.0.0.1", TARGET)
    await asyncio.gather(carry(reader, out, ROUND_TRIP), carry(upstream, writer, 0))


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(main())
