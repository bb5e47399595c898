/**
 * Sentence encoders of the BERT family, and image encoders such as CLIP's, run inside the process
 * on ONNX Runtime without opening a socket. Entries: {@link
 * dev.coterie.language.transformer.TransformerEmbedder} and {@link
 * dev.coterie.language.transformer.ImageEncoder}. It must not know where vectors are kept or what
 * their texts are.
 */
@NullMarked
package dev.coterie.language.transformer;

import org.jspecify.annotations.NullMarked;
