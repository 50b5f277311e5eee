/**
 * Rounds of parameter averaging, of any training whose state is a vector of numbers.
 *
 * <p>In: an epoch's data as {@link wordmill.averaging.SparkRounds}, the merged numbers as {@link
 * wordmill.averaging.NumberBlocks}, and for each replica what is its own, {@link
 * wordmill.averaging.ReplicaState}. Out, after each round: the same, and {@link
 * wordmill.averaging.RoundSums}. A round is one Spark job ({@link
 * wordmill.averaging.SparkAveraging}): R tasks, one a replica, train from broadcasts and send their
 * blocks into a shuffle; a block is merged where it lands, by the mean Σ w_r x_r / Σ w weighted by
 * the examples that replica r has trained, summed in double in replica order; the driver collects
 * the merged blocks, which are the next round's broadcast. Where all replicas' blocks together fill
 * no more than 64 MiB, they come to the driver at once, which merges them just so: a second stage
 * would take longer to start than to run. (McDonald, Hall & Mann 2010, aclanthology.org/N10-1069,
 * "iterative parameter mixing", with rounds shorter than an epoch.)
 *
 * <p>So the bits depend on the data, the options and the seed, and on R, but neither on executors,
 * nor on which task ends first or is run again. With one replica nothing is added to a plain local
 * training.
 *
 * <p>Cost of a round, with P bytes that are merged (parameters, and updater state where it is
 * averaged), Q bytes that a replica keeps to itself, R replicas on E executors, and M merging tasks
 * (as many as cores, or more, so that none holds much above 64 MiB). Where the driver merges, it
 * gets and holds R · P instead of P, and there is neither a shuffle nor a task that merges.
 *
 * <ul>
 *   <li>network: E · P by broadcast (executors serve each other, so that the driver sends little
 *       more than P), R · P through the shuffle, P to the driver; and 3 · R · Q, as the replicas'
 *       own numbers go through the shuffle and the driver, too;
 *   <li>driver's heap: 2 · P (before and after the round), the same again in Spark's serialized
 *       copies of broadcast and results, and as much for R · Q; {@code spark.driver.maxResultSize},
 *       1 GiB unless set, must hold P + R · Q;
 *   <li>an executor's heap: P for the broadcast; for each task that trains side by side P + Q for
 *       what it sends; for each that merges (R + 1) · P / M;
 *   <li>an executor's disk: its replicas' share of the shuffle, P + Q each, removed when the round
 *       ends.
 * </ul>
 *
 * <p>Nothing grows with the number of rounds, but for Spark's look at every partition of the
 * epoch's data at the start of each, some 2 µs a partition.
 */
package wordmill.averaging;
