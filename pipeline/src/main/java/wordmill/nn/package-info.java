/** Networks on DL4J: the layers that its graphs lack. */
package wordmill.nn;
