import streamlit as st

st.title("data_and_method")
