"""Pipeline definitions and what an execution of one does. Pure: it knows neither moto nor the service model."""
