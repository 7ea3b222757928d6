"""Stand in for wrk where it is missing: `client.py PORT PATH hit|miss SECONDS CONNECTIONS`.

One thread for each connection, all of one process: it saturates long before granian does, so the rate of cached pages
is the client's. The server's CPU time per request is as true as with wrk.
"""

import json
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import count, repeat
from statistics import quantiles
from threading import Thread


def main() -> None:
    """Put the load named on the command line and print its figures as JSON."""
    port, path, mode, seconds, connections = sys.argv[1:]
    begin = time.perf_counter()
    spans: list[float] = []
    failed: list[int] = []
    workers = [
        Thread(target=_ask, args=(int(port), path, _hosts(number, mode), begin + float(seconds), spans, failed))
        for number in range(int(connections))
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    hundredths = quantiles(spans, n=100)
    print(json.dumps({
        "requests": len(spans), "seconds": time.perf_counter() - begin, "failed": len(failed),
        "p50": hundredths[49] * 1000, "p95": hundredths[94] * 1000,
    }))  # fmt: skip


def _hosts(number: int, mode: str) -> Iterator[str]:
    """Yield the host each request names: in the mode "miss" another port every time, past any page cache."""
    if mode == "hit":
        return repeat("localhost")
    return (f"localhost:{1024 + counted % 60_000}" for counted in count(number * 5_000))


def _ask(port: int, path: str, hosts: Iterator[str], until: float, spans: list[float], failed: list[int]) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Accept-Encoding": "gzip, deflate, br"}
    while (begin := time.perf_counter()) < until:
        connection.request("GET", path, headers=headers | {"Host": next(hosts)})
        answer = connection.getresponse()
        answer.read()
        spans.append(time.perf_counter() - begin)
        if answer.status != 200:
            failed.append(answer.status)
    connection.close()


if __name__ == "__main__":
    main()
