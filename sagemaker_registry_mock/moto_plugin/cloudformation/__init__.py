"""CloudFormation: groups, packages and model cards as resources of moto's stacks.

moto has no rollback, no events of resources and none of these types. This room adds them where a stack has such a
resource, and leaves every other stack to moto. It is imported once moto's CloudFormation is.
"""
