"""Count in process the queries of pages: `count_queries.py PATH …`, settings as the environment says.

Prints as JSON, for each path, the queries of its second answer: the first also fills what lives as long as a process.
"""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402  (needs the set-up above)
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def _queries(path: str) -> int:
    client = Client()
    client.get(path, headers={"host": "localhost:1"})
    with CaptureQueriesContext(connection) as queries:  # another port: past the page cache
        answer = client.get(path, headers={"host": "localhost:2"})
    if answer.status_code != 200:
        sys.exit(f"{path} answers {answer.status_code}.")
    return len(queries)


print(json.dumps({path: _queries(path) for path in sys.argv[1:]}))
