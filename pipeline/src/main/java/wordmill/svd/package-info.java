/**
 * The best k dimensions of a sparse matrix. In: the artifact {@code ppmi}, A of V × V with nnz
 * nonzeros. Out: the artifact {@code svd}, as {@link wordmill.svd.SvdFormat} describes: A ≈ U Σ Vᵀ
 * with U and V of V × k orthonormal columns and the k largest singular values, falling. A k above
 * the rank of A is refused.
 *
 * <p>{@code krylov}: block Krylov iteration (Musco & Musco 2015, algorithm 2). Q of b · q columns
 * spans A Ω, (A Aᵀ) A Ω, …, (A Aᵀ)^(q−1) A Ω for V × b random signs Ω that depend on the seed
 * alone; each block is orthonormalized as it comes, by Gram matrices and twice (Stathopoulos & Wu
 * 2002; Carson, Lund & Rozložník 2021). The leading eigenvectors S of QᵀA AᵀQ give U = Q S, and AᵀQ
 * S gives V and σ. {@code lanczos}: MLlib's {@code computeSVD}, the independent second way, which
 * gathers V × k doubles on the driver.
 *
 * <p>Cost of {@code krylov}, m = b · q: time 4 · nnz · m operations for the products with A and Aᵀ
 * and about 6 · V · m² for orthonormalizing, in floats, sums over panels in double; O(m³) on the
 * driver. Memory over all tasks: 12 bytes a nonzero, for A and its transpose, and 8 · V · m bytes
 * for Q and AᵀQ, on disk where it is short; a task also holds the panels of one V × b block. The
 * driver holds m × m doubles, never anything of V rows. Each product shuffles 4 · V · b bytes to
 * every task, 2 · q times.
 *
 * <p>Rows are dealt to panels by the matrix and its files alone, and sums over panels run in their
 * order, so the bits do not depend on the number of tasks.
 */
package wordmill.svd;
