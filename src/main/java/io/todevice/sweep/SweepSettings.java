package io.todevice.sweep;

import io.todevice.spec.assembly.Overlay;
import java.nio.file.Path;

/**
 * What a sweep works with.
 *
 * @param directory the files to sweep
 * @param overlay what amends each
 * @param templates the generator's templates
 * @param configuration the generator's configuration, of which the sweep changes places and
 *     packages
 * @param output where everything goes
 * @param classPath what generated code is compiled against
 */
record SweepSettings(
    Path directory,
    Overlay overlay,
    Path templates,
    Path configuration,
    Path output,
    String classPath) {}
