"""All cases."""

from references_lib.cases_of_librosa import LIBROSA
from references_lib.cases_of_models import HTK, KALDI, PARAKEET, TACOTRON, WHISPER

CASES = (*LIBROSA, *HTK, *WHISPER, *KALDI, *PARAKEET, *TACOTRON)
