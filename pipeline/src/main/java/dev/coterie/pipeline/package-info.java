/** The story from event files to segments and recommendations, one stage a package. */
@NullMarked
package dev.coterie.pipeline;

import org.jspecify.annotations.NullMarked;
