/**
 * Dense panels and the kernels that multiply them. Plain arrays in and out; nothing here knows of
 * Spark or files. The classes under {@code simd} are the only ones that use the incubating Vector
 * API.
 */
package wordmill.linalg;
