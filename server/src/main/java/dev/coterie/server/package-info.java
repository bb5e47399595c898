/**
 * The door for HTTP: requests in, answers out. Entry: {@link dev.coterie.server.CoterieServer}. It
 * must not know SQL, nor do what another door could want.
 */
@NullMarked
package dev.coterie.server;

import org.jspecify.annotations.NullMarked;
