/**
 * What the commands on plain matrices do between their words and their figures. Entries: {@link
 * dev.coterie.cli.cluster.ClusterRun} and {@link dev.coterie.cli.cluster.Quality}. It must not know
 * the terminal, nor users and segments.
 */
@NullMarked
package dev.coterie.cli.cluster;

import org.jspecify.annotations.NullMarked;
