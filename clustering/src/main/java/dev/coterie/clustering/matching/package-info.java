/** Which cluster of one clustering is which of another. */
@org.jspecify.annotations.NullMarked
package dev.coterie.clustering.matching;
