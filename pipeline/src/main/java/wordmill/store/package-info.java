/**
 * Artifacts on any Hadoop file system: {@code <store>/<kind>/<name>/<version>/} with data files and
 * {@code manifest.json}.
 *
 * <p>In: a {@link wordmill.store.Recipe} (stage, settings that matter, seed, fingerprints of the
 * inputs) and the files a stage writes into a {@link wordmill.store.Draft}. Out: a {@link
 * wordmill.store.Manifest}, written last and never over another, and the {@link
 * wordmill.store.Artifact} that readers open. An artifact without a manifest does not exist; with
 * it, the length and SHA-256 of each file are known, and the manifest holds a digest of itself.
 *
 * <p>Tables are Parquet ({@link wordmill.store.TableWriter}), named arrays of numbers safetensors
 * ({@link wordmill.store.TensorWriter}); nothing on disk can carry code.
 *
 * <p>One writer at a time holds the lease of a folder. Cost: each file is read once more than its
 * content is needed, to compare its digest; a folder's listing and three small files per artifact.
 */
package wordmill.store;
