"""Training the recogniser: pre-training an encoder, weak labels, fine-tuning, export.

Only this package needs torch and transformers (extra `train`); what it makes runs with onnxruntime alone.
"""
