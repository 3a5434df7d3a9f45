"""Every error the registry can return, one class per cause: its code, its HTTP status and its exact text.

* RegistryError
  x SerializationException           the body is not what the protocol says
  x UnknownOperationException        no such operation, or one that is not built yet
  x AccessDeniedException            the caller may not
  x ValidationException              the service refuses; its "not found" and "already exists" are here too
  x ConflictException
  x ResourceNotFound
  x ResourceLimitExceeded
  x InternalFailure

Which text is established and which is chosen stands in docs/fidelity.md. The file is as long as there are causes: it
is one table, and the only place with such texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class RegistryError(Exception):
    """An error AWS would put on the wire: its code, HTTP status and exact message."""

    code: ClassVar[str]
    status: ClassVar[int] = 400


def words_of(error: BaseException) -> str:
    """Return what an error says; moto's own have their words apart, in `message`."""
    return str(getattr(error, "message", "") or error)


class ConstraintWarning(UserWarning):
    """With `validation="warn"`: a request breaks a constraint of the service model, so AWS would refuse it."""


# --- the wire -----------------------------------------------------------------------------------------------------


class SerializationException(RegistryError):
    """The body cannot be read as the operation's input."""

    code = "SerializationException"


class BodyUnreadable(SerializationException):
    """The body is no JSON object in UTF-8, or is nested too deeply."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The request body could not be read as a JSON object: {reason}")


class WrongType(SerializationException):
    """A JSON value has another type than the service model's."""

    def __init__(self, found: str, wanted: str, path: str) -> None:
        article = "an" if wanted[0] in "AEIOU" else "a"
        super().__init__(f"{found} can not be converted to {article} {wanted} at '{path}'")


class UnknownOperationException(RegistryError):
    """The X-Amz-Target header is missing or names no operation of SageMaker."""

    code = "UnknownOperationException"

    def __init__(self, target: str) -> None:
        super().__init__(f"The target '{target}' names no operation of Amazon SageMaker.")


class OperationNotBuilt(RegistryError):
    """The operation is SageMaker's and belongs to the registry, but neither this package nor moto answers it."""

    code = "UnsupportedOperationException"

    def __init__(self, operation: str) -> None:
        super().__init__(f"{operation} is not yet answered by sagemaker-registry-mock, nor by moto.")


class InternalFailure(RegistryError):
    """A fault of this package: please report it."""

    code = "InternalFailure"
    status = 500

    def __init__(self, operation: str, cause: BaseException) -> None:
        super().__init__(f"sagemaker-registry-mock could not answer {operation}: {type(cause).__name__}: {cause}")


# --- who may ------------------------------------------------------------------------------------------------------


class AccessDeniedException(RegistryError):
    """The caller is known but not permitted."""

    code = "AccessDeniedException"


class NotPermitted(AccessDeniedException):
    """A policy denies the action, or none allows it.

    Attributes:
        why: what led to it, for whoever wrote the policies: which statement denies, or what kept each from allowing.

    """

    def __init__(self, caller: str, action: str, resource: str, reason: str, why: Sequence[str] = ()) -> None:
        on = "" if resource == "*" else f" on resource: {resource}"
        super().__init__(f"User: {caller} is not authorized to perform: {action}{on} {reason}")
        self.why = tuple(why)


class OtherAccount(NotPermitted):
    """The ARN belongs to an account that does not share it."""

    def __init__(self, caller: str, operation: str, arn: str) -> None:
        action = f"sagemaker:{operation}"
        super().__init__(caller, action, arn, f"because no resource-based policy allows the {action} action")


class UnrecognizedClientException(RegistryError):
    """The access key or session token is not known."""

    code = "UnrecognizedClientException"

    def __init__(self) -> None:
        super().__init__("The security token included in the request is invalid.")


class MissingAuthenticationToken(RegistryError):
    """The request is not signed."""

    code = "MissingAuthenticationTokenException"

    def __init__(self) -> None:
        super().__init__("Missing Authentication Token")


class IncompleteSignature(RegistryError):
    """The Authorization header is no whole signature of version 4."""

    code = "IncompleteSignatureException"

    def __init__(self) -> None:
        super().__init__("The request signature does not conform to AWS standards.")


class InvalidSignatureException(RegistryError):
    """The request was signed with another secret."""

    code = "InvalidSignatureException"

    def __init__(self) -> None:
        super().__init__(
            "The request signature we calculated does not match the signature you provided. "
            "Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
        )


class UnknownRegion(RegistryError):
    """The request is signed for a region that does not exist."""

    code = "InvalidSignatureException"

    def __init__(self, region: str) -> None:
        super().__init__(f"Credential should be scoped to a valid region, not '{region}'.")


# --- the service model's constraints ------------------------------------------------------------------------------


class ValidationException(RegistryError):
    """The request is well formed but the service refuses it."""

    code = "ValidationException"


class ConstraintsViolated(ValidationException):
    """One or more constraints of the service model do not hold."""

    def __init__(self, violations: Sequence[str]) -> None:
        plural = "" if len(violations) == 1 else "s"
        super().__init__(f"{len(violations)} validation error{plural} detected: {'; '.join(violations)}")


class WrongRegion(ValidationException):
    """The ARN lies in another region or partition than the client."""

    def __init__(self, region: str) -> None:
        super().__init__(f"ARN should be scoped to correct region: {region}")


class InvalidNextToken(ValidationException):
    """The token is corrupt, or was issued for another operation or other filters."""

    def __init__(self) -> None:
        super().__init__("Invalid NextToken.")


# --- model package groups -----------------------------------------------------------------------------------------


class ModelPackageGroupAlreadyExists(ValidationException):
    """A group of that name exists: ValidationException, not ResourceInUse."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"Model Package Group already exists: {arn}")


class ModelPackageGroupDoesNotExist(ValidationException):
    """No such group, as Describe, List and Delete say it."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"ModelPackageGroup {arn} does not exist.")


class NoGroupForPackage(ValidationException):
    """No such group, as CreateModelPackage says it: without the ARN."""

    def __init__(self) -> None:
        super().__init__("Model Package Group does not exist.")


class NoGroupForPolicy(ValidationException):
    """No such group, as the three policy operations say it."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"Cannot find Model Package Group: {arn}")


class NoResourcePolicy(ValidationException):
    """The group has no policy to get or to delete."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"Cannot find resource policy for: {arn}")


class MalformedResourcePolicy(ValidationException):
    """The policy document is no policy."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The resource policy is malformed: {reason}")


# --- model packages -----------------------------------------------------------------------------------------------


class BothNamesGiven(ValidationException):
    """A package is versioned or unversioned, not both."""

    def __init__(self) -> None:
        super().__init__(
            "Both ModelPackageName and ModelPackageGroupName are provided in the input. "
            "Cannot determine which one to use."
        )


class NeitherNameGiven(ValidationException):
    """CreateModelPackage names neither a package nor a group."""

    def __init__(self) -> None:
        super().__init__("Missing ARN.")


class ModelPackageAlreadyExists(ValidationException):
    """An unversioned package of that name exists."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"ModelPackage already exists: {arn}")


class ModelPackageDoesNotExist(ValidationException):
    """No such package: AWS answers with ValidationException, not ResourceNotFound."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"ModelPackage {arn} does not exist.")


class NotAVersion(ValidationException):
    """BatchDescribeModelPackage describes versioned packages only."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"ModelPackage {arn} is not a versioned model package.")


class EnvironmentOfUnversionedPackage(ValidationException):
    """A container of an unversioned package has environment variables.

    The odd spelling (a plural, no space after the colon) is the service's own.
    """

    def __init__(self) -> None:
        super().__init__(
            "1 validation errors detected:"
            "Environment variable map cannot be specified when using non-versioned ModelPackages"
        )


class AdditionalDataSourceNotAllowed(ValidationException):
    """Only accounts that AWS has made eligible may use AdditionalS3DataSource."""

    def __init__(self) -> None:
        super().__init__("AdditionalS3DataSource is not allowed in InferenceSpecification")


class SourceUriBesideSpecification(ValidationException):
    """SourceUri and InferenceSpecification exclude each other within one call."""

    def __init__(self) -> None:
        super().__init__("SourceUri and InferenceSpecification cannot be specified together.")


class ModelDoesNotExist(ValidationException):
    """SourceUri names a model of this account that does not exist."""

    def __init__(self, arn: str) -> None:
        super().__init__(f'Could not find model "{arn}".')


class ApprovalOfUnversionedPackage(ValidationException):
    """Unversioned packages have no approval status."""

    def __init__(self) -> None:
        super().__init__("ModelApprovalStatus does not apply to unversioned model packages.")


class TooManyMetadataProperties(ValidationException):
    """A package would end with more customer metadata than AWS stores."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"CustomerMetadataProperties can have at most {limit} entries.")


class DuplicateSpecificationName(ValidationException):
    """Names of additional inference specifications are unique within a package."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The additional inference specification name {name} is not unique.")


class TooManySpecifications(ValidationException):
    """A package would end with too many additional inference specifications."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"Total number of additional Inference Specifications can not exceed {limit}")


class ModelCardArchived(ValidationException):
    """The content of an archived card does not change."""

    def __init__(self) -> None:
        super().__init__("Model Card is in Archived state")


class ContentBesideStatus(ValidationException):
    """UpdateModelCard changes one of the two (documented; a package's card takes both)."""

    def __init__(self) -> None:
        super().__init__("You cannot update both model card content and model card status in a single call.")


class ModelCardBeingDeleted(ValidationException):
    """The deletion of the card has begun, and takes its time."""

    def __init__(self) -> None:
        super().__init__("Model card is being deleted")


class InvalidModelCardContent(ValidationException):
    """The content of a model card is no JSON, or not of the card's schema."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"The content of the model card is not valid at {path}: {reason}.")


# --- tags ---------------------------------------------------------------------------------------------------------


class TagsOfVersionedPackage(ValidationException):
    """CreateModelPackage with a group takes no tags."""

    def __init__(self) -> None:
        super().__init__(
            "Tags are not supported in Model Package versions. Please add them to the Model Package Group."
        )


class VersionsAreNotTaggable(ValidationException):
    """AddTags and DeleteTags on the ARN of a version."""

    def __init__(self) -> None:
        super().__init__("Versioned model packages do not support tags.")


class DuplicateTagKey(ValidationException):
    """One request gives the same key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Duplicate tag key: {key}")


class ReservedTagKey(ValidationException):
    """Keys that begin with `aws:` are Amazon's own."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Tag keys beginning with aws: are reserved for system use: {key}")


class TooManyTags(ValidationException):
    """A resource would end with more tags than AWS stores."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"A resource can have at most {limit} tags.")


# --- models and endpoints -----------------------------------------------------------------------------------------


class ImageBesidePackage(ValidationException):
    """A container says both where its image is and which package it comes from."""

    def __init__(self) -> None:
        super().__init__("Specify one of either Image and Model Data URL or ModelPackageName in container definition.")


class PackageNotUsable(ValidationException):
    """A model is made of packages that are completed and approved only."""

    def __init__(self, arn: str, member: str, status: str) -> None:
        super().__init__(f"Model Package {arn} cannot be used to create a model: its {member} is {status}.")


class EnvironmentTwice(ValidationException):
    """The package has environment variables, and the container gives some, too."""

    def __init__(self, of_package: Mapping[str, str], of_model: Mapping[str, str]) -> None:
        printed = [", ".join(f"{name}={value}" for name, value in one.items()) for one in (of_package, of_model)]
        super().__init__(
            f"Environment variable map cannot be specified both at Model Package {{{printed[0]}}} "
            f"and Model {{{printed[1]}}}."
        )


class NoSuchSpecification(ValidationException):
    """The package has no additional inference specification of that name."""

    def __init__(self, arn: str, name: str) -> None:
        super().__init__(f"Model Package {arn} has no inference specification named {name}.")


class EndpointDoesNotExist(ValidationException):
    """No such endpoint."""

    def __init__(self, arn: str) -> None:
        super().__init__(f'Could not find endpoint "{arn}".')


class EndpointConfigDoesNotExist(ValidationException):
    """No such endpoint configuration."""

    def __init__(self, arn: str) -> None:
        super().__init__(f'Could not find endpoint configuration "{arn}".')


class EndpointConfigInUse(ValidationException):
    """An endpoint is not updated with the configuration that it has."""

    def __init__(self, name: str) -> None:
        super().__init__(f'Cannot update endpoint with the currently in use endpoint configuration "{name}".')


# --- lineage ------------------------------------------------------------------------------------------------------


class LineageEntityAlreadyExists(ValidationException):
    """The name of a context or action is taken, or there is an artifact of that source."""

    def __init__(self, word: str, arn: str) -> None:
        super().__init__(f"{word} {arn} already exists.")


class LineageEntityInUse(ValidationException):
    """An entity is deleted only after its associations."""

    def __init__(self, word: str, arn: str) -> None:
        super().__init__(f"{word} {arn} cannot be deleted because it still has associations.")


class ArtifactNotNamed(ValidationException):
    """DeleteArtifact needs an ARN or a source, in the words of its documentation."""

    def __init__(self) -> None:
        super().__init__("Either ArtifactArn or Source must be specified.")


class AssociationAlreadyExists(ValidationException):
    """There is one association at most from one entity to another."""

    def __init__(self, source: str, destination: str) -> None:
        super().__init__(f"The association from {source} to {destination} already exists: associations must be unique.")


class AssociationOfExperiments(ValidationException):
    """Both ends are entities of experiments, which have their own ways to belong together."""

    def __init__(self, source: str, destination: str) -> None:
        super().__init__(f"The association from {source} to {destination} is invalid: both are experiment entities.")


# --- pipelines ----------------------------------------------------------------------------------------------------


class DefinitionUnreadable(ValidationException):
    """A pipeline definition that cannot be parsed. Source: issues of the SageMaker Python SDK quote the service."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Unable to parse pipeline definition. {reason}")


class DefinitionNotJson(DefinitionUnreadable):
    """It is no JSON; the reason names the character."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class DefinitionNotThere(DefinitionUnreadable):
    """There is no text in S3 where the definition is to be."""

    def __init__(self, bucket: str, key: str) -> None:
        super().__init__(f"There is no definition at s3://{bucket}/{key}.")


class DefinitionNotObject(DefinitionUnreadable):
    """Something else stands where an object has to."""

    def __init__(self) -> None:
        super().__init__("Expecting start of Json Object.")


class DefinitionNotArray(DefinitionUnreadable):
    """Something else stands where an array has to."""

    def __init__(self) -> None:
        super().__init__("Expecting start of Json Array.")


class DefinitionLacks(DefinitionUnreadable):
    """A member that has to be there is not, or is of another type."""

    def __init__(self, member: str) -> None:
        super().__init__(f"Missing or malformed property '{member}'.")


class UnknownArgument(DefinitionUnreadable):
    """A step has an argument that its operation does not take in a pipeline."""

    def __init__(self, member: str) -> None:
        super().__init__(f"Unknown Argument member '{member}'.")


class CannotAssign(ValidationException):
    """A parameter stands where a value of another type has to."""

    def __init__(self, reference: str, kind: str) -> None:
        super().__init__(f"Cannot assign property reference [{reference}] to argument of type [{kind}].")


class UnknownMember(DefinitionUnreadable):
    """A condition has a member that its type does not have."""

    def __init__(self, member: str) -> None:
        super().__init__(f"Cannot parse object, unknown property '{member}'.")


class UndefinedInDefinition(DefinitionUnreadable):
    """The definition names a step, a parameter, a function or a type of condition that there is not."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is undefined.")


class DuplicateSteps(DefinitionUnreadable):
    """Two steps have one name, wherever they stand."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is more than one step named '{name}'.")


class DependsOnFailStep(DefinitionUnreadable):
    """A step waits for one that can only fail."""

    def __init__(self, step: str, fail_step: str) -> None:
        super().__init__(f"{step} can not depends on {fail_step}")


class DuplicateParameters(DefinitionUnreadable):
    """Two parameters have one name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is more than one parameter named '{name}'.")


class DefinitionCycle(DefinitionUnreadable):
    """Steps wait for each other."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__(f"The steps {', '.join(steps)} wait for each other.")


class UnknownParameter(ValidationException):
    """The definition declares no such parameter."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Unknown parameter '{name}'")


class ParameterOfOtherType(ValidationException):
    """The value of a parameter cannot be read as its type."""

    def __init__(self, name: str, kind: str, value: str) -> None:
        super().__init__(f"Unexpected type for parameter '{name}'. Expected {kind} but found '{value}'.")


class ParameterHasNoValue(ValidationException):
    """A parameter without a default was not given."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Parameter '{name}' is undefined.")


class ParameterNotInEnum(ValidationException):
    """The value of a parameter is none of its EnumValues."""

    def __init__(self, name: str, value: str, allowed: Sequence[object]) -> None:
        words = ", ".join(str(one) for one in allowed)
        super().__init__(f"Value '{value}' of parameter '{name}' is not in the enum value set: [{words}]")


class EmptyParameter(ValidationException):
    """The value of a parameter is empty.

    Source: an issue of the SageMaker Python SDK quotes the service.
    """

    def __init__(self) -> None:
        super().__init__('[string "" is too short (length: 0, required minimum: 1)]')


class SelectionNeedsSource(ValidationException):
    """Selected steps depend on others, of which no execution is named or the one named has no result."""

    def __init__(self, source: str | None, selected: Sequence[str], needed: Sequence[str]) -> None:
        super().__init__(
            f"Invalid SourcePipelineExecutionArn: {source or 'null'}. The selected steps [{', '.join(selected)}] have "
            f"dependencies on [{', '.join(needed)}]"
        )


class UnfitSource(ValidationException):
    """The source of a selective execution is of another pipeline, or has not come to its end."""

    def __init__(self, source: str) -> None:
        super().__init__(f"Invalid SourcePipelineExecutionArn: {source}. It is no finished execution of this pipeline.")


class ExecutionNotStoppable(ValidationException):
    """Only what is executing can be stopped.

    Source: a public client that looks for this text.
    """

    def __init__(self, arn: str, status: str) -> None:
        super().__init__(f"Only pipelines with 'Executing' status can be stopped. The status of {arn} is '{status}'.")


class PipelineVersionsNotKept(RegistryError):
    """An execution of one version of a pipeline was asked for; moto's pipelines have no versions."""

    code = "UnsupportedOperationException"

    def __init__(self) -> None:
        super().__init__("Versions of pipelines are kept neither by sagemaker-registry-mock nor by moto.")


class ExecutionNotNamed(ValidationException):
    """The service model lets PipelineExecutionArn be left out; the operation means nothing without it."""

    def __init__(self) -> None:
        super().__init__("PipelineExecutionArn must be specified.")


# --- search -------------------------------------------------------------------------------------------------------


class UnknownProperty(ValidationException):
    """The resource has no property of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Unknown property name: {name}")


class EmptySearchExpression(ValidationException):
    """An expression needs at least one condition."""

    def __init__(self) -> None:
        super().__init__("A SearchExpression must have at least one of Filters, NestedFilters and SubExpressions.")


class TooManyConditions(ValidationException):
    """One whole search expression has more conditions than documented."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"A SearchExpression can include at most {limit} recursive SubExpressions, NestedFilters and Filters."
        )


class ContainsUsedTwice(ValidationException):
    """An expression has a second Contains; the text is documented."""

    def __init__(self) -> None:
        super().__init__("'CONTAINS' operator usage limit of 1 exceeded.")


class OperatorNotSupported(ValidationException):
    """The operator does not go with the property's type."""

    def __init__(self, operator: str, name: str) -> None:
        super().__init__(f"Operator {operator} is not supported for property {name}.")


class BadFilterValue(ValidationException):
    """The value is missing, or is not of the property's type."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(f"The filter value for property {name} must be {wanted}.")


class BadVisibilityKey(ValidationException):
    """A visibility condition looks at a tag."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The visibility condition key {key} must be of the form Tags.<key>.")


# --- resources of CloudFormation stacks -----------------------------------------------------------------------------


class ResourceFailure(Exception):
    """Why CloudFormation could not do something to a resource: the reason that the stack's event tells."""


class PropertiesInvalid(ResourceFailure):
    """The properties of a resource do not keep to the schema of its type."""

    def __init__(self, logical_id: str, violations: Sequence[str]) -> None:
        super().__init__(
            f"Properties validation failed for resource {logical_id} with message:\n[{', '.join(violations)}]"
        )


class HandlerRefused(ResourceFailure):
    """What SageMaker refused, or the handler of the resource's type."""

    def __init__(self, message: str, code: str, token: str) -> None:
        super().__init__(
            f'Resource handler returned message: "{message}" (RequestToken: {token}, HandlerErrorCode: {code})'
        )


class ServiceRefused(HandlerRefused):
    """SageMaker refused a request of the handler, in the words of its SDK."""

    def __init__(self, error: RegistryError, code: str, request: str, token: str) -> None:
        message = f"{error} (Service: SageMaker, Status Code: {error.status}, Request ID: {request})"
        super().__init__(message, code, token)


class ResourceExists(HandlerRefused):
    """There is a resource of that name already."""

    def __init__(self, kind: str, identifier: str, token: str) -> None:
        message = f"Resource of type '{kind}' with identifier '{identifier}' already exists."
        super().__init__(message, "AlreadyExists", token)


class CustomNamed(ResourceFailure):
    """A resource is to be replaced, and the template gives the new one the old one's name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "CloudFormation cannot update a stack when a custom-named resource requires replacing. "
            f"Rename {name} and update the stack again."
        )


class ResourceTypeChanged(ResourceFailure):
    """A logical ID stands for a resource of another type than before."""

    def __init__(self, logical_id: str) -> None:
        super().__init__(
            "Update of resource type is not permitted. "
            f"The new template modifies resource type of the following resources: [{logical_id}]"
        )


class EmbeddedStackFailed(ResourceFailure):
    """A stack that is a resource of another could not be created, or not be deleted."""

    def __init__(self, arn: str, done: str, reason: str) -> None:
        super().__init__(f"Embedded stack {arn} was not successfully {done}: {reason}")


class StackRefusal(Exception):
    """CloudFormation refuses a request about a stack."""

    code = "ValidationError"


class NothingToUpdate(StackRefusal):
    """An update asks for what there is already."""

    def __init__(self) -> None:
        super().__init__("No updates are to be performed.")


class StackNotUpdatable(StackRefusal):
    """A failure has left the stack in a state in which it can only be deleted."""

    def __init__(self, arn: str, status: str) -> None:
        super().__init__(f"Stack:{arn} is in {status} state and can not be updated.")


class ChangeSetExecuted(StackRefusal):
    """A change set is executed once."""

    code = "InvalidChangeSetStatus"

    def __init__(self, arn: str, status: str) -> None:
        super().__init__(f"ChangeSet [{arn}] cannot be executed in its current execution status of [{status}]")


# --- conflicts, model cards, quotas -------------------------------------------------------------------------------


class ConflictException(RegistryError):
    """The request conflicts with what is there."""

    code = "ConflictException"


class ModelPackageGroupNotEmpty(ConflictException):
    """A group is deleted only after its packages."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"Model Package Group {arn} cannot be deleted because it still contains Model Packages.")


class ClientTokenReused(ConflictException):
    """An idempotency token came back with another request."""

    def __init__(self, token: str) -> None:
        super().__init__(f"ClientToken {token} was already used for a request with other parameters.")


class ModelCardAlreadyExists(ConflictException):
    """The name of a model card is taken."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"ModelCard {arn} already exists.")


class ModelCardExportJobAlreadyExists(ConflictException):
    """The card has an export job of that name."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"ModelCardExportJob {arn} already exists.")


class ExecutionNotRunning(ConflictException):
    """The execution has come to its end, or its step has been called back before."""

    def __init__(self, arn: str, status: str) -> None:
        super().__init__(f"Pipeline execution with ARN {arn} is not running: its status is {status}.")


class ExecutionNotRetriable(ConflictException):
    """Only an execution that has failed or was stopped can be retried."""

    def __init__(self, arn: str, status: str) -> None:
        super().__init__(f"Pipeline execution with ARN {arn} cannot be retried: its status is {status}.")


class PipelineIsRunning(ConflictException):
    """A pipeline with running executions cannot be deleted."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"Pipeline {arn} cannot be deleted because it has running executions.")


class ResourceNotFound(RegistryError):
    """What the model card operations say of a missing resource."""

    code = "ResourceNotFound"


class ModelCardDoesNotExist(ResourceNotFound):
    """No such model card."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"ModelCard {arn} does not exist.")


class ModelCardVersionDoesNotExist(ResourceNotFound):
    """The model card has no such version."""

    def __init__(self, arn: str, version: int) -> None:
        super().__init__(f"ModelCard {arn} version {version} does not exist.")


class ModelCardExportJobDoesNotExist(ResourceNotFound):
    """No such export job."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"ModelCardExportJob {arn} does not exist.")


class LineageEntityDoesNotExist(ResourceNotFound):
    """No such artifact, context, action, lineage group, or entity of an experiment."""

    def __init__(self, word: str, arn: str) -> None:
        super().__init__(f"{word} {arn} does not exist.")


class AssociationDoesNotExist(ResourceNotFound):
    """No association leads from the one entity to the other."""

    def __init__(self, source: str, destination: str) -> None:
        super().__init__(f"The association from {source} to {destination} does not exist.")


class NoLineageGroupPolicy(ResourceNotFound):
    """The lineage group has no resource policy: none can be put."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"Cannot find resource policy for: {arn}")


class PipelineDoesNotExist(ResourceNotFound):
    """No such pipeline."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"Pipeline '{arn}' does not exist.")


class PipelineExecutionDoesNotExist(ResourceNotFound):
    """No such execution."""

    def __init__(self, arn: str) -> None:
        super().__init__(f"Pipeline execution '{arn}' does not exist.")


class CallbackTokenUnknown(ResourceNotFound):
    """No step waits, or has waited, for this token."""

    def __init__(self, token: str) -> None:
        super().__init__(f"No pipeline execution step has the callback token '{token}'.")


class ResourceLimitExceeded(RegistryError):
    """A quota of the account is used up."""

    code = "ResourceLimitExceeded"

    def __init__(self, quota: str, unit: str, *, limit: int, used: int) -> None:
        super().__init__(
            f"The account-level service limit '{quota}' is {limit} {unit}, with current utilization of {used} {unit} "
            f"and a request delta of 1 {unit}. Please use AWS Service Quotas to request an increase for this quota. "
            "If AWS Service Quotas is not available, contact AWS support to request an increase for this quota."
        )


# --- what befalls any request, whatever it asks: only where a test injects it ---------------------------------------


class ThrottlingException(RegistryError):
    """The account asks more often than SageMaker lets it."""

    code = "ThrottlingException"

    def __init__(self) -> None:
        super().__init__("Rate exceeded")


class ExpiredTokenException(RegistryError):
    """The session of the caller is over."""

    code = "ExpiredTokenException"

    def __init__(self) -> None:
        super().__init__("The security token included in the request is expired")


class ServiceUnavailable(RegistryError):
    """SageMaker cannot answer for the moment."""

    code = "ServiceUnavailable"
    status = 503

    def __init__(self) -> None:
        super().__init__("The service is unavailable. Please try again.")


class FailureOfService(RegistryError):
    """SageMaker's own fault, which it does not explain."""

    code = "InternalFailure"
    status = 500

    def __init__(self) -> None:
        super().__init__("")


class ChangedMeanwhile(ConflictException):
    """Another request changes the same resource."""

    def __init__(self) -> None:
        super().__init__("The resource is being changed by another request.")


class NoPolicyAllows(NotPermitted):
    """No policy of the caller allows an operation, whatever resource it names."""

    def __init__(self, caller: str, operation: str) -> None:
        action = f"sagemaker:{operation}"
        super().__init__(caller, action, "*", f"because no identity-based policy allows the {action} action")
