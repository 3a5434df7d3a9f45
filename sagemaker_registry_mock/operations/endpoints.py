"""UpdateEndpoint, which moto lacks and a deployment of a new version needs. All else of endpoints is moto's."""

from __future__ import annotations

from sagemaker_registry_mock.errors import EndpointConfigDoesNotExist, EndpointConfigInUse, EndpointDoesNotExist
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.registry import arns

#: What the variants of an endpoint keep where RetainAllVariantProperties says so.
_RETAINED = frozenset({"DesiredInstanceCount", "DesiredWeight", "DataCaptureConfig"})


@operation("UpdateEndpoint")
def update_endpoint(call: Call, request: Members) -> Reply | None:
    """Put an endpoint onto another configuration, at once; where moto has the operation, it is moto's.

    Raises:
        EndpointDoesNotExist, EndpointConfigDoesNotExist: no such endpoint or configuration.
        EndpointConfigInUse: it is the configuration that the endpoint has.

    """
    endpoints = call.context.neighbours
    if endpoints.updates_endpoints:
        return None
    name, config = request["EndpointName"], request["EndpointConfigName"]
    arn = call.scope.arn(arns.ENDPOINT, name)
    current = endpoints.config_of_endpoint(name)
    if current is None:
        raise EndpointDoesNotExist(arn)
    if not endpoints.has_endpoint_config(config):
        raise EndpointConfigDoesNotExist(call.scope.arn(arns.ENDPOINT_CONFIG, config))
    if config == current:
        raise EndpointConfigInUse(config)
    endpoints.move_endpoint(name, config, _retained(request))
    return {"EndpointArn": arn}


def _retained(request: Members) -> frozenset[str]:
    """Return the properties of variants that an update keeps: all three but for those it excludes, or none."""
    if not request.get("RetainAllVariantProperties"):
        return frozenset()
    excluded = (one["VariantPropertyType"] for one in request.get("ExcludeRetainedVariantProperties", ()))
    return _RETAINED.difference(excluded)
