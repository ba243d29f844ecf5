"""What scikit-learn asks an estimator about itself. Only scikit-learn calls this."""

from typing import Any


def tags_of(kind: str, *, several_outputs: bool) -> Any:
    """Return scikit-learn's tags of a classifier or a regressor on dense, finite numbers."""
    from sklearn.utils import ClassifierTags, RegressorTags, Tags, TargetTags

    return Tags(
        estimator_type=kind,
        target_tags=TargetTags(required=True, multi_output=several_outputs),
        classifier_tags=ClassifierTags() if kind == "classifier" else None,
        regressor_tags=RegressorTags() if kind == "regressor" else None,
    )
