"""Ofsted's reports site: a polite crawler that keeps what it fetched and says what it could not."""
