/** Load on a server that runs. Entry: {@link dev.coterie.bench.load.LoadFigures}. */
@NullMarked
package dev.coterie.bench.load;

import org.jspecify.annotations.NullMarked;
