import streamlit as st

st.title("who_signed_what")
