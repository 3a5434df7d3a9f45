"""The seam with moto: the only room that imports it.

`install` is the way in; it imports nothing of moto until moto's SageMaker itself is imported.
"""
