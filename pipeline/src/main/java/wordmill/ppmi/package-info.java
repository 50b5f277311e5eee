/**
 * Counts weighed by how far they exceed chance. In: the artifact {@code cooccurrence}, the lower
 * triangle of V × V counts with nnz nonzeros in the whole, and V row sums. Out: the artifact {@code
 * ppmi}, V sparse rows of floats, empty ones too, as {@link wordmill.ppmi.PpmiFormat} describes.
 *
 * <p>Shifted positive pointwise mutual information with context distribution smoothing (Levy,
 * Goldberg & Dagan 2015, equations 3 and 5):
 *
 * <pre>max(0, ln( #(w,c) · Σ #(c')^α / (#(w) · #(c)^α) ) − ln k)</pre>
 *
 * <p>where #(w) is the sum of row w. With α below 1 the matrix is not symmetric: contexts that are
 * rare weigh less than by α = 1. k below 1 keeps pairs a little rarer than chance.
 *
 * <p>Cost: one pass over the counts, nnz logarithms at most, and one shuffle of the positive cells,
 * some 7 to 10 bytes each. Memory of a reading task: the 16 · V bytes of logarithms that are
 * broadcast, 4 · V for the groups and 32 MiB of blocks. Memory of a writing task: about 20 bytes a
 * cell for one group of about a million cells, or one row if that is longer (never above V). The
 * driver holds the V sums.
 */
package wordmill.ppmi;
