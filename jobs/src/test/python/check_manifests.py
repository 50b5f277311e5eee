"""Compares every document of YAML on the standard input with the schema of its kind, strictly: no field that the schema does not
have. Kubernetes' kinds by kubernetes-validate, the Spark operator's by the types of kubeflow_spark_api, which are made from the
operator's own OpenAPI description. Prints one line a mistake, then how many documents it has seen; ends with 1 if there are
mistakes."""

import sys
import typing

import kubernetes_validate
import yaml
from kubeflow_spark_api.models.spark_v1beta2_spark_application import SparkV1beta2SparkApplication
from pydantic import BaseModel, ValidationError

KUBERNETES = "1.33"
OPERATOR = {("sparkoperator.k8s.io/v1beta2", "SparkApplication"): SparkV1beta2SparkApplication}


def unknown_fields(kind, value, path):
    """Paths of fields that a type of the operator does not have; the types themselves let such pass."""
    arguments = [each for each in typing.get_args(kind) if each is not type(None)]
    origin = typing.get_origin(kind)
    if origin is typing.Union:
        for argument in arguments:
            yield from unknown_fields(argument, value, path)
    elif origin is list and isinstance(value, list):
        for place, element in enumerate(value):
            yield from unknown_fields(arguments[0], element, f"{path}[{place}]")
    elif origin is dict and isinstance(value, dict):
        for key, element in value.items():
            yield from unknown_fields(arguments[1], element, f"{path}.{key}")
    elif isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(value, dict):
        fields = {field.alias or name: field for name, field in kind.model_fields.items()}
        for key, element in value.items():
            if key in fields:
                yield from unknown_fields(fields[key].annotation, element, f"{path}.{key}")
            else:
                yield f"{path}.{key} is no field of {kind.__name__}"


def mistakes(document):
    kind = OPERATOR.get((document["apiVersion"], document["kind"]))
    if kind is None:
        try:
            kubernetes_validate.validate(document, KUBERNETES, strict=True)
        except kubernetes_validate.ValidationError as mistake:
            yield ".".join(str(part) for part in mistake.path) + ": " + mistake.message
        except kubernetes_validate.SchemaNotFoundError as mistake:
            yield mistake.message
        return
    yield from unknown_fields(kind, document, "")
    try:
        kind.model_validate(document)
    except ValidationError as mistake:
        yield from (f"{each['loc']}: {each['msg']}" for each in mistake.errors())


def main():
    seen = 0
    found = 0
    for document in yaml.safe_load_all(sys.stdin):
        seen += 1
        for mistake in mistakes(document):
            found += 1
            print(f"{document['kind']} {document['metadata']['name']}: {mistake}")
    print(f"{seen} documents, {found} mistakes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
