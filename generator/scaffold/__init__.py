"""Making and editing what people own: specs, scripts, project folders."""
