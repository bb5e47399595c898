/**
 * Models behind an HTTP interface that is compatible with OpenAI's, reached with patience and
 * within limits. Entry: {@link dev.coterie.language.remote.RemoteEmbedder}; what talks to other
 * paths of such a server uses {@link dev.coterie.language.remote.Endpoint}. It must not know what
 * its answers are used for, and opens no socket before it is asked for one.
 */
@NullMarked
package dev.coterie.language.remote;

import org.jspecify.annotations.NullMarked;
