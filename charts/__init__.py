"""Rows in, plotly figure out. No Streamlit, no SQL, no sentences.

Every mark carries its ids in ``customdata``, so that a click can be read without counting marks.
"""

from charts.bars import bar_list, stacked_bars, stated_bars
from charts.heatmap import group_cells
from charts.matrix import Column, Line, SignatureMatrix
from charts.palette import ACCENT, GROUP_COLOURS, KIND_COLOURS
from charts.stated_foot import Stated
