"""CloudFormation: groups, packages and model cards as resources of moto's stacks.

moto has no rollback, no events of resources and none of these types. This room adds them where a stack has such a
resource, and leaves every other stack to moto. It is imported once moto's CloudFormation is.
"""

import moto.cloudformation.responses  # noqa: F401 - to its end, before any module of this room: its end is what plugs in
