"""Turns a recipe into observations to train and to test on."""

import numpy as np

from .bundled import read_bundled
from .dataset import Dataset, Split
from .knobs import FieldError
from .planar import PLANAR
from .recipe import Recipe
from .sources import is_file, is_table
from .split import split, standardise, unscaled
from .surfaces import SURFACES
from .tabular import read_table


def load(recipe: Recipe) -> Split:
    """Return the observations that the recipe asks for; the same recipe gives the same ones.

    Raises FieldError when a file cannot be used or there are fewer samples than classes.
    """
    train, test = _from_rows(recipe) if is_table(recipe.data) else _generated(recipe)
    return standardise(train, test) if recipe.standardise else unscaled(train, test)


def _from_rows(recipe: Recipe) -> tuple[Dataset, Dataset]:
    if is_file(recipe.data):
        dataset = read_table(recipe.data, recipe.label, recipe.task)
    else:
        dataset = read_bundled(recipe.data)
    generator = np.random.default_rng([recipe.data_seed, 0])
    train, test = split(dataset, recipe.test_fraction, generator)
    return dataset.take(train), dataset.take(test)


def _generated(recipe: Recipe) -> tuple[Dataset, Dataset]:
    """Draw the samples, and besides them as many as make the test fraction of all.

    The two have random numbers of their own, so that the test fraction never moves a sample.
    """
    if recipe.data in PLANAR and recipe.samples < recipe.classes:
        least = f"samples must be at least the number of classes, {recipe.classes}"
        raise FieldError("samples", f"{least}, got {recipe.samples}")
    extra = round(recipe.samples * recipe.test_fraction / (1 - recipe.test_fraction))
    return _draw(recipe, recipe.samples, 0), _draw(recipe, extra, 1)


def _draw(recipe: Recipe, samples: int, stream: int) -> Dataset:
    generator = np.random.default_rng([recipe.data_seed, stream])
    if recipe.data in SURFACES:
        inputs, heights = SURFACES[recipe.data](samples, recipe.noise, generator)
        return Dataset(inputs, heights, ("x", "y"), (), "height")
    inputs, targets = PLANAR[recipe.data](samples, recipe.noise, recipe.classes, generator)
    names = tuple(str(target) for target in range(recipe.classes))
    return Dataset(inputs, targets, ("x", "y"), names)
