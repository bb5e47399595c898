/**
 * Sentence encoders of the BERT family, run inside the process on ONNX Runtime without opening a
 * socket. Entry: {@link dev.coterie.language.transformer.TransformerEmbedder}. It must not know
 * where vectors are kept or what their texts are.
 */
@NullMarked
package dev.coterie.language.transformer;

import org.jspecify.annotations.NullMarked;
