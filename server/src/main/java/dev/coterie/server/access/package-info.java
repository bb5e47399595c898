/**
 * Who may ask for what: API keys, their scopes, how often. Entry: {@link
 * dev.coterie.server.access.Keys}. It must not know HTTP.
 */
@NullMarked
package dev.coterie.server.access;

import org.jspecify.annotations.NullMarked;
