"""The windows. Nothing here knows SQL or YAML; everything shown comes from `service` and the catalogues."""
