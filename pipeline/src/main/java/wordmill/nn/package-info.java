/**
 * Networks on DL4J: what its graphs lack, and {@link wordmill.nn.SparkAveragingMaster}, which
 * trains them.
 */
package wordmill.nn;
