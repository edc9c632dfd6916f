"""What a browser is told of the machine that serves it: nothing."""

import sys

import streamlit
from streamlit.proto.NewSession_pb2 import EnvironmentInfo, UserInfo

from tests.server.reader import reading
from tests.server.running import ROOT, Server


def test_no_message_says_where_and_on_what_it_runs(server: Server) -> None:
    with reading(server.address) as reader:
        pages = reader.run().pages
        runs = [reader.run(page) for page in [None, *pages]]
    begun = [
        message.new_session
        for run in runs
        for message in run.messages
        if message.WhichOneof("type") == "new_session"
    ]
    assert len(begun) == len(runs)
    for session in begun:
        assert session.main_script_path == "navigation.py"
        assert session.initialize.user_info == UserInfo()
        # The front end asks for this one: it loads its scripts anew after an upgrade.
        environment = EnvironmentInfo(streamlit_version=streamlit.__version__)
        assert session.initialize.environment_info == environment
    data = b"".join(message.SerializeToString() for run in runs for message in run.messages)
    paths = (f"{ROOT}/pages", f"{ROOT}/data", sys.prefix)
    assert [path for path in paths if path.encode() in data] == []
