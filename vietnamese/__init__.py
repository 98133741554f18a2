"""The Vietnamese language: search form, tokens, numbers, periods, places, terms and scope."""
