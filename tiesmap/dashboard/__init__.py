"""The dashboard: the only folder that imports streamlit."""
